def calls(f, obj, args, names):
    f()
    f(1, key=2)
    obj.method(f(3))
    f(*args, **names)
    return print(obj.name, len(args))
