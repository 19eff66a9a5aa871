import email
from email.message import Message
from email.parser import HeaderParser

message = email.message_from_string(
    'A: 1\nB: x\n y\na: 2\nContent-Type: text/html; charset="UTF-8"; Name=x\n'
    'Content-Disposition: attachment; filename="a b.txt"\n\nbody\nline\n')
print(message.keys(), message['a'], message.get_all('A'), message['b'], message.get('none', 5), 'A' in message, 'z' in message)
print(message.get_content_type(), message.get_content_charset(), message.get_filename(), message.get_content_disposition())
print(message.get_params(), message.get_param('name'), repr(message.get_payload()), len(message))

del message['a']
message['C'] = 'd'
message.add_header('X', 'v', a_b='c', d=None, e='sp ace')
message.set_param('charset', 'ascii')
message.set_param('new', '1')
print(message.items())
message.del_param('name')
message.replace_header('c', 'e')
message.set_type('text/plain')
print(message['content-type'], message['C'])
try:
    message.replace_header('x-none', 'y')
except KeyError as error:
    print(error)

message = Message()
print(message.get_content_type(), message.get_content_maintype(), message.get_boundary(), message.get_filename('none'))
message['Content-Disposition'] = "attachment; filename*=utf-8''%e2%82%ac.txt"
print(message.get_filename(), message.get_param('filename', header='content-disposition'))

text = ('Content-Type: multipart/mixed; boundary=X\r\n\r\npre\r\n--X\r\nA: 1\r\n\r\none\r\n'
        '--X\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--X--\r\nafter')
message = email.message_from_bytes(text.encode())
print(message.is_multipart(), [(part.get_content_type(), part.get_payload(decode=True)) for part in message.walk()])
print(message.preamble, message.epilogue)
print(HeaderParser().parsestr('A: b\r\nC: d\r\n\r\nrest').items(), repr(HeaderParser().parsestr('A: b\n\nrest').get_payload()))
print(str(email.message_from_string('A: b\n\nbody')).splitlines())
