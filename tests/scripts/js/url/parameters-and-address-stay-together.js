const url = new URL('http://h/?a=1');
const { searchParams } = url;
searchParams.append('b', '2');
print(url.href);
url.search = '?c=3';
print([...searchParams].join(), url.searchParams === searchParams);
searchParams.delete('c');
print(url.href);
