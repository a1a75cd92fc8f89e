"""The one place where bytes of strangers are read: a process with limits, which hurts nobody.

Documents, free SPARQL, backups and long answers of servers are read by a job in it. The clock runs
before anything is looked at; what takes too long, too much memory, or gives too much is stopped.
`sandbox` is what callers use; `process` is what runs there.
"""
