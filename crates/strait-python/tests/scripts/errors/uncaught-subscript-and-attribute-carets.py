class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


def last(node):
    return node.next.next.next.value


try:
    {"a": {"b": 1}}["a"]["c"]["d"]
except KeyError as error:
    print(repr(error))
chain = Node(1, Node(2))
print(last(chain))
