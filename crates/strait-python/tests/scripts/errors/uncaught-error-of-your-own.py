class AppError(Exception):
    """Something the program expects."""


class ConfigError(AppError):
    def __init__(self, key, reason):
        super().__init__(key, reason)
        self.key, self.reason = key, reason

    def __str__(self):
        return f"{self.key}: {self.reason}"


class Service:
    class InnerError(ConfigError):
        pass

    def start(self, **settings):
        if settings.get("port", 0) < 1:
            raise self.InnerError("port", "must be positive\nsecond line")


try:
    Service().start()
except AppError as error:
    print(type(error).__qualname__, error)
Service().start(port=-1)
