# `from socket import *` brings everything, and importing the module alone costs little.
from socket import *

print(socket(AF_INET, SOCK_STREAM).type == SOCK_STREAM, issubclass(gaierror, error), htons(1))
