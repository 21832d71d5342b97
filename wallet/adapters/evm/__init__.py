"""Reads and writes EVM chains through their nodes; nothing a node says is trusted.

Public: ``chain.EvmChain`` (a ``Chain``), ``identify.EvmProbe`` (a ``NodeProbe``) and
``transport.Limits``. From the inside out: ``replies`` reads JSON-RPC strictly, ``values`` its
values; ``transport`` moves bytes, ``client`` batches for one node, ``nodes`` makes one of
several; ``reads`` and ``reader`` ask about one block, ``chain`` about the rest.
"""
