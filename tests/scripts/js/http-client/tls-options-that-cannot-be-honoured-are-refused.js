// flags: --allow-net=loopback
import http from 'node:http';

const tell = (options) => {
  try {
    http
      .request({ protocol: 'https:', host: 'localhost', port: 1, ...options })
      .on('error', (error) => print(error.code, error.message))
      .end();
  } catch (error) {
    print(error.code, error.message);
  }
};
tell({ pfx: 'x' });
tell({ passphrase: 'x' });
tell({ checkServerIdentity() {} });
tell({ ca: 1 });
tell({ servername: 1 });
tell({ agent: new http.Agent({ key: { pem: 'x', passphrase: 'y' } }) });
tell({ rejectUnauthorized: false });
