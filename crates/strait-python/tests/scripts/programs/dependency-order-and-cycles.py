class CycleError(ValueError):
    def __init__(self, path):
        super().__init__(" -> ".join(path))
        self.path = path


def order(graph):
    """Names after everything that they depend on; ties in the order given."""
    done, path, result = set(), [], []

    def visit(name):
        if name in path:
            raise CycleError(path[path.index(name):] + [name])
        if name not in done:
            path.append(name)
            for dependency in graph.get(name, ()):
                visit(dependency)
            path.pop()
            done.add(name)
            result.append(name)

    for name in graph:
        visit(name)
    return result


def layers(graph):
    waiting = {name: set(needs) for name, needs in graph.items()}
    for needs in list(waiting.values()):
        for name in needs:
            waiting.setdefault(name, set())
    while waiting:
        ready = sorted(name for name, needs in waiting.items() if not needs)
        if not ready:
            raise CycleError(sorted(waiting))
        yield ready
        for name in ready:
            del waiting[name]
        for needs in waiting.values():
            needs.difference_update(ready)


project = {
    "app": ["web", "db"], "web": ["http", "log"], "db": ["log", "pool"], "http": ["log"], "pool": [], "tests": ["app"],
}
print(order(project), list(layers(project)), sep="\n")
for bad in ({"a": ["b"], "b": ["c"], "c": ["a"]}, {"x": ["x"]}, {"p": ["q"], "q": ["r", "p"]}):
    try:
        print(order(bad))
    except CycleError as error:
        print("cycle:", error, len(error.path))
    try:
        print(list(layers(bad)))
    except CycleError as error:
        print("stuck:", error)
