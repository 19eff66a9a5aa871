"""The hello server of Strait."""

import os

from network import listen


def hello(request):
    return 'Hello, World!'


server = listen(hello, int(os.environ['PORT']))
print('ready')
server.run()
