# A mistake in a template shows only after what stands before it was done.
from decimal import Decimal


def shown(call):
    try:
        return call()
    except Exception as error:
        return f'{type(error).__name__}: {error}'


for template in ['{0[0]}{', '{a}{x}}', '{}{}{}{a!}', '{0.}{', '{!x}}', '{:{}}{', 'fine {0} {{', '{}{0[}']:
    print(shown(lambda: template.format(5, 7, a='b')))
for template in ['% é', '%0é', '%\x1f', '%\x7f', '%\u20ac', '%5.2é']:
    print(ascii(shown(lambda: template % (1,))))
    print(ascii(shown(lambda: template % ([object],))))
for template in [b'%-0%', b'%5%', b'%%', b'%i', b'%5.2i', b'%ld']:
    print(shown(lambda: template % (7,)), shown(lambda: template % ('a',)))
for spec in ['#26', 'x>06', '>06', '^ z0,g', ',n', 'n', ',', '.3e', '+,.2f', '=0.5', '*^20', 'z.0f', '05', ' %']:
    for number in (Decimal('1234.5678'), Decimal('-0.0'), Decimal('NaN')):
        print(spec, shown(lambda: format(number, spec)))
