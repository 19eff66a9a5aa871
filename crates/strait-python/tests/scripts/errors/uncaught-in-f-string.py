name = "x"
value = None
print(f"{name:>3} {value}")
print(f"{name!r} and {name.upper()} then {value['key']:>{len(name)}} end")
