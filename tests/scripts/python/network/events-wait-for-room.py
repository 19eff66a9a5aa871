# flags: --allow-net=127.0.0.1
# server: network
# A peer that sends much does not fill the script's memory: what is not received waits.
from network import *
import os

socket = ws_open('ws://' + os.environ['SERVER'] + '/ws', 'm')
print(receive())
for number in range(2000):
    ws_send(socket, str(number))
print(all(f'"data":"{number}"' in receive() for number in range(2000)))
