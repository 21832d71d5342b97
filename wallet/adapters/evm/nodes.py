"""The nodes of one network: who they are, fail-over from one to the next, and quorum.

Every node proves chain id and genesis block before the first of its answers counts; the chain
id is asked again with everything that leads to a signature or a broadcast.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from wallet.adapters.evm import values
from wallet.adapters.evm.client import NodeClient, Questions
from wallet.adapters.evm.replies import Answer, Json, UnreadableReplyError
from wallet.adapters.evm.requests import DisagreementError, Request, optional, required
from wallet.adapters.evm.transport import HttpNode, Limits, Trips
from wallet.domain.errors import ChainProblem
from wallet.domain.network import Network

# How long a node that failed is asked last.
_REST_S = 30.0


def _hash_of_block(value: Json) -> str | None:
    return None if value is None else values.block(value, 0).hash


CHAIN_ID: Request = Request("eth_chainId", (), required(values.number64))
GENESIS: Request = Request("eth_getBlockByNumber", ("0x0", False), optional(_hash_of_block))


@dataclass(frozen=True, slots=True)
class Exchange:
    """What came of a list of questions.

    Attributes:
        outcomes: Per question the value, or the ``ChainProblem`` that stands for it.
        trips: HTTP requests it took.
    """

    outcomes: list[object]
    trips: int


@dataclass(slots=True)
class _Node:
    client: NodeClient
    verified: bool = False
    resting_until: float = 0.0


Ask = Callable[[_Node], Awaitable[list[object]]]


class Nodes:
    """Asks the nodes of a network as one."""

    def __init__(self, network: Network, limits: Limits, monotonic: Callable[[], float]) -> None:
        self.chain_id = network.chain_id
        self.genesis_hash = network.genesis_hash
        self.quorum = network.quorum
        self.limits = limits
        self._monotonic = monotonic
        self._nodes = [_Node(NodeClient(HttpNode(url, limits), limits)) for url in network.rpc_urls]

    async def ask(
        self,
        questions: Questions,
        *,
        large: bool = False,
        fresh: bool = False,
        everyone: bool = False,
    ) -> Exchange:
        """Ask, verify who answers, decode.

        Args:
            questions: What to ask; all of it goes to the same node or nodes.
            large: Allow replies of the size of logs.
            fresh: Ask for the chain id again, although the node was verified before.
            everyone: With a quorum, wait for all nodes and not only for enough of them.

        Raises:
            ChainProblem: ``node_unreachable``, ``wrong_chain``, ``bad_reply`` if no answer can
                be used at all.
        """
        if not self._nodes:
            raise ChainProblem("node_unreachable", endpoint="", method="", why="no_url")
        trips = Trips()
        ask = self._asker(questions, trips, large=large, fresh=fresh)
        if self.quorum > 1:
            return Exchange(await self._ask_many(questions, ask, everyone=everyone), trips.count)
        return Exchange(await self._ask_in_turn(ask), trips.count)

    def _asker(self, questions: Questions, trips: Trips, *, large: bool, fresh: bool) -> Ask:
        cap = self.limits.log_body if large else self.limits.body

        async def ask(node: _Node) -> list[object]:
            identity: list[Request] = []
            if fresh or not node.verified:
                identity.append(CHAIN_ID)
            if not node.verified:
                identity.append(GENESIS)
            answers = await node.client.ask([*identity, *questions], cap, trips)
            self._verify(node, answers[: len(identity)])
            own = answers[len(identity) :]
            pairs = zip(questions, own, strict=True)
            return [decoded(node.client.node, question, answer) for question, answer in pairs]

        return ask

    def _verify(self, node: _Node, answers: Sequence[Answer]) -> None:
        problem = node.client.node.problem
        if answers:
            given = decoded(node.client.node, CHAIN_ID, answers[0])
            if isinstance(given, ChainProblem):
                raise given
            if given != self.chain_id:
                raise ChainProblem(
                    "wrong_chain",
                    endpoint=node.client.node.shown,
                    why="chain_id",
                    expected=self.chain_id,
                    got=given,
                )
        if len(answers) > 1:
            genesis = decoded(node.client.node, GENESIS, answers[1])
            if isinstance(genesis, ChainProblem):
                raise genesis
            if isinstance(genesis, str):
                self.genesis_hash = self.genesis_hash or genesis
                if genesis != self.genesis_hash:
                    raise problem("wrong_chain", "genesis", method=GENESIS.method)
            node.verified = True

    async def _ask_in_turn(self, ask: Ask) -> list[object]:
        now = self._monotonic()
        order = sorted(self._nodes, key=lambda node: node.resting_until > now)
        problems: list[ChainProblem] = []
        usable: list[object] | None = None
        for node in order:
            try:
                outcomes = await ask(node)
            except ChainProblem as problem:
                if problem.code == "wrong_chain":
                    raise
                node.resting_until = self._monotonic() + _REST_S
                problems.append(problem)
                continue
            if not any(isinstance(outcome, ChainProblem) for outcome in outcomes):
                return outcomes
            usable = usable or outcomes
        if usable is not None:
            return usable
        raise problems[0]

    async def _ask_many(self, questions: Questions, ask: Ask, *, everyone: bool) -> list[object]:
        tasks = [asyncio.ensure_future(ask(node)) for node in self._nodes]
        replies: list[list[object]] = []
        problems: list[ChainProblem] = []
        try:
            for finished in asyncio.as_completed(tasks):
                try:
                    replies.append(await finished)
                except ChainProblem as problem:
                    problems.append(problem)
                    continue
                merged = self._merge(questions, replies)
                if not everyone and not any(
                    isinstance(outcome, ChainProblem) for outcome in merged
                ):
                    return merged
        finally:
            await _stop(tasks)
        if not replies or (len(replies) < self.quorum and not everyone):
            wrong = [problem for problem in problems if problem.code == "wrong_chain"]
            raise (wrong or problems)[0]
        return self._merge(questions, replies)

    def _merge(self, questions: Questions, replies: list[list[object]]) -> list[object]:
        columns = zip(*replies, strict=True)
        return [self._merge_one(*pair) for pair in zip(questions, columns, strict=True)]

    def _merge_one(self, question: Request, given: Sequence[object]) -> object:
        answers = [value for value in given if not isinstance(value, ChainProblem)]
        if not answers:
            return given[0]
        try:
            return question.merge(answers, self.quorum)
        except DisagreementError as error:
            return ChainProblem(
                "nodes_disagree", method=question.method, agreed=error.agreed, needed=self.quorum
            )

    async def close(self) -> None:
        """Give up all connections."""
        for node in self._nodes:
            await node.client.node.close()


def decoded(node: HttpNode, question: Request, answer: Answer) -> object:
    """The value of an answer, or the ``ChainProblem`` that stands for it."""
    try:
        return question.decode(answer)
    except UnreadableReplyError as error:
        return node.problem("bad_reply", error.why, method=question.method, detail=error.detail)


async def _stop(tasks: "Sequence[asyncio.Future[list[object]]]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
