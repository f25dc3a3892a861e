// After the pictures: the page that shows them, docs/tour/README.md.
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parts, type Shot } from './shots.ts';

const folder = fileURLToPath(new URL('../../docs/tour/', import.meta.url));
const shown = new Map([
  [360, 150],
  [768, 300],
  [1280, 420],
]);

function pictures(shot: Shot, there: Set<string>): string {
  const all = ['', '-dark'].flatMap((theme) =>
    [...shown].map(([width, small]) => ({ file: `${shot.name}${theme}-${width}.jpg`, theme, width, small })),
  );
  const taken = all.filter((one) => there.has(one.file));
  const links = taken.map(({ file, theme, width, small }) => {
    const words = `${shot.name}, ${width} pixels${theme ? ', dark' : ''}`;
    return `<a href="${file}"><img src="${file}" width="${small}" alt="${words}"></a>`;
  });
  return taken.length ? `**${shot.says}**  \n${links.join('\n')}\n` : '';
}

export default function write(): void {
  const there = new Set(readdirSync(folder));
  const text = parts.map((part) => {
    const shots = part.shots.map((shot) => pictures(shot, there)).filter(Boolean);
    return `\n## ${part.title}\n\n${shots.join('\n')}`;
  });
  const intro = `# A walk through Terreau

Pictures of the demonstration, made by \`npm --prefix browser run tour\` on a running demonstration (\`TERREAU_URL\` names
it). A phone is 360 pixels wide, a tablet 768, a desk 1280. Click a picture to see it whole.
`;
  writeFileSync(`${folder}README.md`, intro + text.join(''));
}
