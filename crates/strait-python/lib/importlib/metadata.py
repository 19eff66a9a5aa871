"""Facts about installed packages. Modules come from the host, which knows no packages: none is found."""

__all__ = ['Distribution', 'EntryPoint', 'EntryPoints', 'PackageNotFoundError', 'distribution', 'distributions',
           'entry_points', 'files', 'metadata', 'packages_distributions', 'requires', 'version']


class PackageNotFoundError(ModuleNotFoundError):
    """The package is not known."""

    def __str__(self):
        return f'No package metadata was found for {self.name}'

    @property
    def name(self):
        return self.args[0]


class EntryPoint:
    """An object that a package offers under a name."""

    def __init__(self, name, value, group):
        self.name, self.value, self.group = name, value, group

    def load(self):
        from pkgutil import resolve_name
        return resolve_name(self.value.partition('[')[0].strip())

    def __repr__(self):
        return f'EntryPoint(name={self.name!r}, value={self.value!r}, group={self.group!r})'


class EntryPoints(tuple):
    """Entry points: none."""

    def select(self, **params):
        return self

    names = groups = property(lambda self: set())

    def __getitem__(self, name):
        raise KeyError(name)

    def __repr__(self):
        return 'EntryPoints(())'


class Distribution:
    """An installed package."""

    @classmethod
    def from_name(cls, name):
        if not name:
            raise ValueError('A distribution name is required.')
        raise PackageNotFoundError(name)

    @classmethod
    def discover(cls, **kwargs):
        return iter(())


def distribution(distribution_name):
    return Distribution.from_name(distribution_name)


metadata = version = files = requires = distribution


def distributions(**kwargs):
    return iter(())


def entry_points(**params):
    return EntryPoints()


def packages_distributions():
    return {}
