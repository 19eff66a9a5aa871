import old, { answer, fromDirectory } from 'old-style';
import { version } from '@scope/esm';
print(answer, fromDirectory, old.hiddenKind, version);
