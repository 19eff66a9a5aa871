const blob = new Blob(['0123456789']);
print(await blob.slice(2, 5).text(), await blob.slice(-3).text(), await blob.slice(5, 2).text(), await blob.slice(1, -6, 'x/y').text());
print(blob.slice(0, 1, 'X/Y').type, blob.slice(0, 1) instanceof Blob);
