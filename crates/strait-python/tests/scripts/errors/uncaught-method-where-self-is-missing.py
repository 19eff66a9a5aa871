class Greeter:
    name = "n"

    def greet(self):
        return "hi " + name_of(self)

    def wave(self):
        return greet()


def name_of(greeter):
    return greeter.name


print(Greeter().greet())
Greeter().wave()
