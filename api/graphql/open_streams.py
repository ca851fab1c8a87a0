"""Operations whose results are streamed, of all connections together: a subscription may last for ever."""

from graphql import GraphQLError


class OpenStreams:
    """As many at one time as may be, over SSE and WebSocket."""

    def __init__(self, most: int):
        self._most = most
        self._open: set[int] = set()

    def __len__(self) -> int:
        return len(self._open)

    def enter(self, stream: object) -> GraphQLError | None:
        """Begin a stream, or say why that cannot be."""
        if len(self._open) >= self._most:
            return GraphQLError(
                f"{self._most:,} subscriptions are open, as many as this server takes: end those that you do not need, "
                "or try again in a minute",
                extensions={"code": "TOO_MANY_SUBSCRIPTIONS"},
            )
        self._open.add(id(stream))
        return None

    def leave(self, stream: object) -> None:
        """End a stream, whether it had begun or not."""
        self._open.discard(id(stream))
