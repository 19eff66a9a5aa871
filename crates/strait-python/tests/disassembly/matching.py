def kind(value):
    match value:
        case 0 | 1:
            return "bit"
        case [first, *rest] if rest:
            return first
        case {"name": name}:
            return name
        case Point(x=0, y=y):
            return y
        case _:
            return None
