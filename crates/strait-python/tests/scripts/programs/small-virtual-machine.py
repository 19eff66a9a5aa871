import operator

OPS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "lt": operator.lt, "eq": operator.eq}


class Halt(Exception):
    pass


def assemble(source):
    labels, code = {}, []
    for line in source.strip().splitlines():
        line = line.split("#")[0].strip()
        if line.endswith(":"):
            labels[line[:-1]] = len(code)
        elif line:
            op, *args = line.split()
            code.append((op, [int(a) if a.lstrip("-").isdigit() else a for a in args]))
    return [(op, [labels.get(a, a) if isinstance(a, str) else a for a in args]) for op, args in code]


class Machine:
    def __init__(self, code, limit=10_000):
        self.code, self.limit = code, limit
        self.stack, self.calls, self.names, self.pc, self.steps = [], [], {}, 0, 0

    def run(self):
        try:
            while True:
                self.steps += 1
                if self.steps > self.limit:
                    raise TimeoutError(f"more than {self.limit:,} steps")
                op, args = self.code[self.pc]
                self.pc += 1
                getattr(self, f"op_{op}", self.binary)(*args, **({"op": op} if op in OPS else {}))
        except Halt:
            return self.stack
        except IndexError as error:
            raise RuntimeError(f"at {self.pc - 1}: {error}") from error

    def binary(self, *args, op=None):
        if op is None:
            raise RuntimeError(f"unknown operation with {args}")
        b, a = self.stack.pop(), self.stack.pop()
        self.stack.append(OPS[op](a, b))

    def op_push(self, value): self.stack.append(value)
    def op_load(self, name): self.stack.append(self.names[name])
    def op_store(self, name): self.names[name] = self.stack.pop()
    def op_print(self): print(self.stack.pop(), end=" ")
    def op_halt(self): raise Halt

    def op_jump(self, to):
        self.pc = to

    def op_jumpif(self, to):
        if self.stack.pop():
            self.pc = to

    def op_call(self, to):
        self.calls.append(self.pc)
        self.pc = to

    def op_ret(self):
        self.pc = self.calls.pop()


factorial = """
    push 1
    store result
    push 10
    store n
loop:
    load n
    push 1
    lt            # n < 1 ends it
    jumpif done
    load result
    load n
    mul
    store result
    load n
    push 1
    sub
    store n
    jump loop
done:
    load result
    call show
    halt
show:
    print
    push 99
    ret
"""
m = Machine(assemble(factorial))
print(m.run(), m.names, m.steps)
for source in [
    "push 1\nadd\nhalt", "loop:\njump loop", "nothing 5", "load x", "push 2\npush 2\neq\nprint\nhalt", "push 1",
]:
    try:
        print(Machine(assemble(source), limit=500).run())
    except (RuntimeError, TimeoutError, KeyError) as error:
        print(type(error).__name__, error, "|", repr(error.__cause__))
