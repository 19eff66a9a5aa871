from packaging.markers import InvalidMarker, Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name, canonicalize_version, parse_wheel_filename
from packaging.version import InvalidVersion, Version, parse

names = ['1.0', '1.0.dev1', '1.0a2', '1.0rc1', '1.0.post1', '1!0.5', '1.0+local.7', '1.10', '1.9', 'v2.0-beta.3']
print([str(version) for version in sorted(map(Version, names))])
version = parse('2!1.2.3rc4.post5.dev6+abc.1')
print(version.epoch, version.release, version.pre, version.post, version.dev, version.local, version.public, version.is_prerelease, repr(version))
allowed = SpecifierSet('>=1.2, !=1.5.*, <2')
print([text for text in ('1.1', '1.2', '1.5.3', '1.9', '2.0', '1.9rc1') if text in allowed], allowed == SpecifierSet('<2,>=1.2,!=1.5.*'))
print(list(SpecifierSet('~=1.4.2').filter(['1.4.1', '1.4.9', '1.5', '1.4.3a1'])), '1.0' in SpecifierSet('===1.0'), allowed.contains('1.6b1', prereleases=True))
requirement = Requirement('Some_Package[extra2,extra1] >= 1.0, < 2 ; python_version < "3.8" and (os_name == "nt" or extra == "x")')
print(requirement.name, sorted(requirement.extras), requirement.specifier == SpecifierSet('<2,>=1.0'), requirement.marker, requirement)
print(Requirement('name @ https://a.example/x.zip').url)
marker = Marker('python_version >= "3.8" and sys_platform == "linux"')
print(marker.evaluate({'python_version': '3.12', 'sys_platform': 'linux'}), marker.evaluate({'python_version': '3.7'}), repr(marker))
print(canonicalize_name('Foo.Bar__baz'), canonicalize_version('1.4.0.0'), parse_wheel_filename('foo_bar-1.0-2-py3-none-any.whl')[:3])
for make, text in ((Version, '1.x'), (SpecifierSet, '=>1'), (Requirement, 'a b'), (Requirement, 'a[x'), (Marker, 'foo == 1')):
    try:
        make(text)
    except (InvalidVersion, InvalidSpecifier, InvalidRequirement, InvalidMarker) as error:
        print(type(error).__name__, error)
