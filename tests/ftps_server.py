"""A server that speaks FTP over TLS, for deploy.py.

usage: ftps_server.py PORT FOLDER CERTIFICATE

It listens on 127.0.0.1 and lets `web@trang.example` in with the password `mat khau`, after the connection is encrypted.
What it shows as `/` is FOLDER. CERTIFICATE holds a key and its certificate (PEM).
"""

import logging
import pathlib
import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import TLS_FTPHandler
from pyftpdlib.servers import ThreadedFTPServer

PORT, FOLDER, CERTIFICATE = sys.argv[1:]


class Handler(TLS_FTPHandler):
    certfile = CERTIFICATE
    tls_control_required = True
    tls_data_required = True
    authorizer = DummyAuthorizer()


logging.basicConfig(level=logging.WARNING)
pathlib.Path(FOLDER).mkdir(parents=True, exist_ok=True)
Handler.authorizer.add_user("web@trang.example", "mat khau", FOLDER, perm="elradfmw")
ThreadedFTPServer(("127.0.0.1", int(PORT)), Handler).serve_forever()
