"""Small answers leave at once.

Streamlit opens its socket without naming its protocol, and Python then leaves the system's habit of waiting with a small packet until the last
one was acknowledged (Nagle's algorithm), which browsers put off for 40 ms: each of the hundred small scripts of a first visit took
44 ms in place of one. What is accepted takes the option over from the socket that listens.
"""

import socket

from streamlit.web.server.starlette import starlette_server


def set_up() -> None:
    """Have the server that this process is about to start send without waiting."""
    bind = starlette_server._bind_socket

    def bind_promptly(address: str, port: int, backlog: int) -> socket.socket:
        listening = bind(address, port, backlog)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening

    starlette_server._bind_socket = bind_promptly
