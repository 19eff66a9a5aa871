class Point(Base, metaclass=Meta):
    """A place."""

    x: int = 0

    def __init__(self, x):
        super().__init__()
        self.x = x

    @property
    def twice(self):
        return self.x * 2
