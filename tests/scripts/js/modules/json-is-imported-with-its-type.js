import settings from './parts/settings.json' with { type: 'json' };
print(settings.name, settings.sizes.length);
const dynamic = await import('./parts/settings.json', { with: { type: 'json' } });
print(dynamic.default === settings, Object.keys(dynamic).join());
