"""Addresses of nodes: which are taken, and what of them is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.domain.errors import BadInput
from wallet.domain.node_url import NodeUrl

SHOWN = {
    "https://node.example": "https://node.example",
    "https://node.example/v3/0123secret": "https://node.example",
    "https://node.example:8443/?key=secret": "https://node.example:8443",
    "https://user:secret@node.example/x": "https://node.example",
    "HTTPS://Node.Example/": "https://node.example",
    "http://127.0.0.1:8545": "http://127.0.0.1:8545",
    "http://127.9.9.9": "http://127.9.9.9",
    "http://localhost:8545/": "http://localhost:8545",
    "http://[::1]:8545": "http://[::1]:8545",
    "http://me:secret@localhost": "http://localhost",
}


@pytest.mark.parametrize("text", SHOWN)
def test_an_address_is_shown_without_what_may_be_secret(text):
    assert NodeUrl.parse(text).shown == SHOWN[text]


@pytest.mark.parametrize(
    "text",
    [
        "http://node.example",
        "http://10.0.0.1:8545",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1@evil.example",
        "http://0.0.0.0:8545",
        "http://[::ffff:1.2.3.4]",
        "http://0x7f.1",
        "http://2130706433",
    ],
)
def test_plain_http_leaves_this_machine_for_no_reason(text):
    with pytest.raises(BadInput) as caught:
        NodeUrl.parse(text)
    assert caught.value.code == "plain_http_not_loopback"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "node.example",
        "ws://node.example",
        "wss://node.example",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://node.example:0",
        "https://node.example:65536",
        "https://node.example:port",
        "https://node example",
        "https://node.example/\n",
        "https://node.example\\@evil.example",
        "https://a@b@node.example",
        "https://node.example/#part",
        "https://n\u00f6de.example",
        "https://-node.example",
        " https://node.example",
        "https://node.example/" + "x" * 2_048,
    ],
)
def test_what_is_no_web_address_is_refused_without_repeating_it(text):
    with pytest.raises(BadInput) as caught:
        NodeUrl.parse(text)
    assert caught.value.code == "url_malformed"
    assert caught.value.params == {}


@given(st.text(alphabet="abc.:/@?#[]%\\-_~ 019\u00e9\u202e", max_size=40))
def test_whatever_follows_the_scheme_only_scheme_host_and_port_are_shown(rest):
    try:
        url = NodeUrl.parse("https://" + rest)
    except BadInput:
        return
    host = url.shown.removeprefix("https://")
    assert not set(host) & set("@/?#\\% _~")
    assert host in rest.lower()
