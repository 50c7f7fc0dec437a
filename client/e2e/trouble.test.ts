import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, takePicture } from './bench.ts';
import { LabPage, expectAsModelled } from './lab-page.ts';
import { startServer } from './server.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

describe('trouble is told with what to do', () => {
  it('a killed engine: the past stays, and the lesson can be started again', async (test) => {
    bench.needLab(test);
    const lab = await LabPage.start(await bench.page(test), 'tcp-echo');
    for (let i = 0; i < 5; i++) await lab.step();
    const engine = bench.server.engines()[0];
    if (engine === undefined) throw new Error('the server runs no engine');
    process.kill(engine, 'SIGKILL');
    const notice = lab.page.getByRole('alert').filter({ hasText: 'The lab has broken off' });
    await notice.waitFor();
    await takePicture(lab.page, 'lost-engine');
    expect(await lab.canStep()).toBe(false);
    await lab.page.keyboard.press('ArrowLeft');
    await lab.page.locator('[data-playhead="past"]').waitFor();
    expectAsModelled(await lab.painted(), await lab.log());

    expect(await notice.count()).toBe(0);
    await lab.page.keyboard.press('End');
    await notice.getByRole('button', { name: 'Start this lesson again' }).click();
    await notice.waitFor({ state: 'detached' });
    await lab.gates.first().waitFor();
    await lab.quiet();
    await lab.step();
    expectAsModelled(await lab.painted(), await lab.log());
  });

  it('a restarted server: the page learns that its token is of the past', async (test) => {
    const first = await startServer();
    const page = await bench.page(test);
    await page.goto(first.url);
    await page.locator('[data-lesson="unix-echo"]').getByRole('button').click();
    const lab = new LabPage(page);
    await lab.quiet();
    await first.stop();
    await page.getByRole('alert').filter({ hasText: 'The connection to the server is lost' }).waitFor();
    await page.locator('[data-moment="cut"]').filter({ hasText: 'NOT CONNECTED' }).waitFor();
    await takePicture(page, 'lost-server');
    const second = await startServer({}, first.port);
    test.onTestFinished(() => second.stop());
    await page.getByRole('alert').filter({ hasText: 'open the address that sockscope printed last' }).waitFor();
  });
});
