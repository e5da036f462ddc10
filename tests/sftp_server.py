"""A server that speaks SFTP, for deploy.py.

usage: sftp_server.py PORT FOLDER KEY

It listens on 127.0.0.1 and lets `web` in with the password `mat khau`. What it shows as `/` is FOLDER.
"""

import asyncio
import sys

import asyncssh

PORT, FOLDER, KEY = sys.argv[1:]


class Server(asyncssh.SSHServer):
    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == ("web", "mat khau")


class Files(asyncssh.SFTPServer):
    def __init__(self, channel: asyncssh.SSHServerChannel):
        super().__init__(channel, chroot=FOLDER.encode())


async def main() -> None:
    server = await asyncssh.create_server(Server, "127.0.0.1", int(PORT), server_host_keys=[KEY], sftp_factory=Files)
    await server.wait_closed()


asyncio.run(main())
