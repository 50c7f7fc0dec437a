import { tellRecording } from './tell-recording.ts';

/** A worker that reads one recording, and posts what tellRecording tells of it. Bytes go over to the page as they are: nobody copies them. */
addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  void tellRecording(data.stream(), (told) =>
    postMessage(told, told.kind === 'block' ? { transfer: [told.bytes.buffer] } : {}),
  );
});
