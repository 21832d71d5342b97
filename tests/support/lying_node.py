"""A node on loopback that answers honestly until it is told to lie.

It speaks HTTP by hand, so that every fault can be made: ``methods`` replaces single answers,
``twist`` the whole reply (Python values, or bytes as the body), ``status`` and ``headers`` what
stands before it, and ``raw`` takes the connection over.
"""

import asyncio
import json

CHAIN_ID = 31337
GENESIS = "0x" + "00" * 31 + "01"
HEAD = "0x" + "00" * 31 + "07"


def block(number, digest=None):
    digest = digest or f"0x{number + 1:064x}"
    return {
        "number": hex(number),
        "hash": digest,
        "timestamp": hex(1_700_000_000 + 12 * number),
        "baseFeePerGas": hex(10**9),
    }


class LyingNode:
    """Use as ``async with LyingNode() as node``; ``node.url`` is where it listens."""

    def __init__(self, head=6):
        self.head = head
        self.chain_id = CHAIN_ID
        self.methods = {}
        self.twist = None
        self.status = "200 OK"
        self.headers = ""
        self.raw = None
        self.batches = []  # methods of each HTTP request
        self._server = None
        self._tasks = set()

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def asked(self):
        return [method for batch in self.batches for method in batch]

    async def _accept(self, reader, writer):
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            while (payload := await _read_request(reader)) is not None:
                if self.raw:
                    await self.raw(writer)
                    break
                writer.write(self._response(json.loads(payload)))
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    def _response(self, asked):
        batch = asked if isinstance(asked, list) else [asked]
        self.batches.append([item["method"] for item in batch])
        replies = [self._reply(item) for item in batch]
        answer = replies if isinstance(asked, list) else replies[0]
        if self.twist:
            answer = self.twist(answer)
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        return http_head(len(body), self.status, self.headers) + body

    def _reply(self, item):
        method, params = item["method"], item["params"]
        answer = self.methods[method](params) if method in self.methods else self._honest(item)
        reply = {"jsonrpc": "2.0", "id": item["id"]}
        if isinstance(answer, Refusal):
            return {**reply, "error": answer.error}
        return {**reply, "result": answer}

    def _honest(self, item):
        method, params = item["method"], item["params"]
        if method == "eth_getBlockByNumber":
            return self._block(params[0])
        if method == "eth_call":
            return self._call(params)
        return {
            "eth_chainId": hex(self.chain_id),
            "eth_blockNumber": hex(self.head),
            "eth_getBalance": "0x64",
            "eth_getCode": "0x6001",
            "eth_getStorageAt": "0x" + "00" * 31 + "05",
            "eth_getTransactionCount": "0x5",
            "eth_estimateGas": "0xc350",
            "eth_maxPriorityFeePerGas": hex(10**9),
            "eth_feeHistory": {"reward": [[hex(10**8), hex(10**9), hex(2 * 10**9)]]},
            "eth_getLogs": [],
        }.get(method)

    def _block(self, tag):
        if tag == "pending":
            return {**block(self.head + 1), "hash": None}
        number = self.head if tag == "latest" else int(tag, 16)
        return block(number) if number <= self.head else None

    def _call(self, params):
        if "to" not in params[0]:
            context = params[3] if len(params) > 3 else block(self.head)
            time = context.get("time") or context.get("timestamp")
            return f"0x{int(context['number'], 16):064x}{int(time, 16):064x}"
        return f"0x{42:064x}"


class Refusal:
    """An answer that is an error object."""

    def __init__(self, code, message, **more):
        self.error = {"code": code, "message": message, **more}


def http_head(length, status="200 OK", headers=""):
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {length}\r\n{headers}\r\n"
    ).encode()


async def _read_request(reader):
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    except asyncio.IncompleteReadError:
        return None
    length = int(head.split("content-length:")[1].split("\r\n")[0])
    return await reader.readexactly(length)
