"""What the office's own corrections teach: reviewed directives as a corpus, a measured gain on issuers left out, and what is kept of it.

`corpus` writes and reads pairs of source and gold reading; `comparison` says which duties were read right; `sureness` shifts the
confidence shown by what reviewers changed before; `fitting` fits it and measures it; `names` gathers writings of offices;
`learn` joins them and decides whether anything is installed.
"""
