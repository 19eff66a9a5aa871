import contextvars

user = contextvars.ContextVar("user")
level = contextvars.ContextVar("level", default=0)
print(user.name, user.get("fallback"), level.get(), repr(user)[:23])
try:
    user.get()
except LookupError as error:
    print(type(error).__name__)
token = user.set("ann")
inner = user.set("bob")
print(user.get(), inner.old_value, token.old_value is contextvars.Token.MISSING, token.var is user)
user.reset(inner)
print(user.get())
user.reset(token)
print(user.get("unset"))
for bad in (token, level.set(1)):
    try:
        user.reset(bad)
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, str(error).split("<")[0].strip())
context = contextvars.copy_context()


def change(value):
    user.set(value)
    level.set(level.get() + 1)
    return user.get(), level.get()


print(context.run(change, "carl"), context.run(change, "dora"), user.get("unset here"), level.get())
print(context[user], context.get(level), user in context, len(context), sorted(v.name for v in context))
print(dict(context)[user])
fresh = contextvars.Context()
print(fresh.run(level.get), len(fresh), fresh.copy() == fresh)
try:
    context.run(context.run, print)
except RuntimeError as error:
    print(str(error).split(":")[0])
try:
    fresh[user]
except KeyError:
    print("not in the context")


def generator():
    user.set("from a generator")
    yield user.get()


print(next(generator()), user.get())
for code in [
    "contextvars.ContextVar(5)", "context['user']", "contextvars.Token()", "user.reset(5)", "context.run()",
    "user.set()",
]:
    try:
        eval(code)
    except Exception as error:
        print(code, "->", type(error).__name__, str(error).split(" at ")[0])
