# Deep enough for the innermost part of it to be compiled in a loop.
def total(q):
    return (
        q.first(1)[2](q.x).second
        + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0]
        + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0]
        + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0] + q[0]
    )
