class Outer:
    limit = 5

    class Inner:
        size = 3
        doubled = [size * limit for _ in range(2)]
