import attr
import attrs
from attrs import Factory, asdict, astuple, define, evolve, field, frozen, validators


@define
class Point:
    x: int = field(validator=validators.instance_of(int))
    y: int = field(default=0, converter=int)

    @y.validator
    def check(self, attribute, value):
        if value < 0:
            raise ValueError(f'{attribute.name} is negative')


@frozen(order=True)
class Version:
    major: int
    tags: list = Factory(list)
    name: str = field(default='v', kw_only=True, repr=lambda text: f'<{text}>', eq=str.lower)


@attr.s(auto_attribs=True, hash=True)
class Old:
    a: int
    b: 'list[int]' = attr.ib(factory=list, hash=False)
    c: str = attr.ib(init=False)

    def __attrs_post_init__(self):
        self.c = f'c{self.a}'


point = Point(1, '2')
print(point, point == Point(1, 2), evolve(point, x=5), asdict(point), astuple(point), point.__slots__)
for make in (lambda: Point('1'), lambda: Point(1, -1), lambda: Point(), lambda: setattr(point, 'z', 1), lambda: setattr(point, 'y', -5)):
    try:
        print(make())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error.args[0])
one = Version(1, ['a'], name='One')
print(one, one == Version(1, ['a'], name='ONE'), one < Version(2), hash(Version) is not None, attrs.has(Version))
try:
    one.major = 2
except attrs.exceptions.FrozenInstanceError as error:
    print(type(error).__name__, error)
print(Old(1, [2]), hash(Old(1)) == hash(Old(1, [5])), [each.name for each in attr.fields(Old)], attr.fields_dict(Old)['b'].type)
Made = attrs.make_class('Made', ['x', 'y'])
print(Made(1, 2), asdict(Version(1, [Point(1)]), filter=lambda a, v: a.name != 'name'), attrs.NOTHING)
Chosen = attrs.make_class('Chosen', {'x': field(validator=validators.and_(validators.ge(1), validators.optional(validators.lt(9))))})
try:
    Chosen(11)
except ValueError as error:
    print(error)
