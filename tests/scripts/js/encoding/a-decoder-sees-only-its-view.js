const bytes = new TextEncoder().encode('[inside]');
print(new TextDecoder().decode(bytes.subarray(1, 7)), new TextDecoder().decode(new DataView(bytes.buffer, 3, 2)));
print(new TextDecoder().decode(bytes.buffer), JSON.stringify(new TextDecoder().decode()));
