# `page` is a host module: two functions of this page's JavaScript.
from page import accent, title

print('The title of this page is', repr(title()))
for colour in ['#b3541e', '#7a4fb5', '#2f7d32', '']:
    accent(colour)
    print('accent', colour or 'as before')
    sleep(0.5)
