def checked(cls):
    if not hasattr(cls, "name"):
        raise TypeError(f"{cls.__name__} needs a name")
    return cls


@checked
class Fine:
    name = "fine"


print(Fine.name)


@checked
class Broken:
    class Inner:
        value = 1

    total = Inner.value + 1


print("never")
