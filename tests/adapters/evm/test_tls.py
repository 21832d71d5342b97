"""TLS as the system judges it, and no way around it."""

import asyncio
import ssl
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from wallet.domain.errors import ChainProblem


def self_signed(folder, host, *, days):
    """A certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    ends = datetime.fromtimestamp(time.time(), UTC) + timedelta(days=days)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(ends - timedelta(days=30))
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{host}{days}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


@asynccontextmanager
async def serving(context=None):
    requests = []

    async def accept(reader, writer):
        try:
            requests.append(await reader.read(65_536))
            writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
        except ConnectionError:
            requests.append(b"")
        finally:
            writer.close()

    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1], requests
    finally:
        server.close()


@pytest.mark.parametrize(("host", "days"), [("localhost", 20), ("localhost", -5), ("other", 20)])
async def test_a_certificate_nobody_vouches_for_is_refused(host, days, tmp_path, open_chain):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path, host, days=days))
    async with serving(context) as (port, requests):
        with pytest.raises(ChainProblem) as caught:
            await open_chain(f"https://localhost:{port}").head()
        assert (caught.value.code, caught.value.params["why"]) == ("node_unreachable", "tls")
        assert not any(b"jsonrpc" in request for request in requests)


async def test_no_tls_where_https_was_asked_is_refused(open_chain):
    async with serving() as (port, requests):
        with pytest.raises(ChainProblem) as caught:
            await open_chain(f"https://127.0.0.1:{port}").head()
        assert (caught.value.code, caught.value.params["why"]) == ("node_unreachable", "tls")
        assert not any(b"jsonrpc" in request for request in requests)
