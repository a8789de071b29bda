import { createHash, createPrivateKey, createPublicKey, generateKeyPair, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BitString, Integer, ObjectIdentifier, OctetString, PrintableString, Sequence, Set as AsnSet, Utf8String } from 'asn1js';
import {
  Attribute,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  RelativeDistinguishedNames,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';

/** One seal's key and certificate, and the root that issued it; all PEM. */
export interface SealKeys {
  privateKeyPem: string;
  certificatePem: string;
  caCertificatePem: string;
}

/** The certificate authority of a development machine: it issues a certificate to each seal the first time it is asked for. */
export interface DevCertificateAuthority {
  caCertificatePem: string;
  /** Keys of the seal `sealId` (letters, digits, `-`, `_`), made in the name of `holder` (the name on the seal) when new. */
  sealKeys(sealId: string, holder: string): Promise<SealKeys>;
}

interface StoredKeys {
  privateKeyPem: string;
  certificatePem: string;
}

const OID = {
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectKeyId: '2.5.29.14',
  authorityKeyId: '2.5.29.35',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;
const RSA_SHA256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
/** A demonstration may stand on any day of the source documents, so certificates reach back before the oldest of them. */
const NOT_BEFORE = new Date('2015-01-01T00:00:00Z');
const NOT_AFTER = new Date('2045-01-01T00:00:00Z');
const ROOT_NAME = '建证通开发用根证书（无法律效力）';

const pem = (label: string, der: ArrayBuffer | Buffer) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der as ArrayBuffer)
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')}\n-----END ${label}-----\n`;
const readCertificate = (text: string) => Certificate.fromBER(new Uint8Array(new X509Certificate(text).raw));
const importPrivate = (text: string) =>
  webcrypto.subtle.importKey('pkcs8', createPrivateKey(text).export({ type: 'pkcs8', format: 'der' }), RSA_SHA256, false, ['sign']);
const importPublic = (text: string) =>
  webcrypto.subtle.importKey('spki', createPublicKey(text).export({ type: 'spki', format: 'der' }), RSA_SHA256, true, ['verify']);

/** Opens the authority kept in `folder`, making its root at first start. Two processes that start together end up with the same root. */
export async function openAuthority(folder: string): Promise<DevCertificateAuthority> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const root = await keep(join(folder, 'root.json'), () => issue(ROOT_NAME));
  const asked = new Map<string, Promise<StoredKeys>>();
  return {
    caCertificatePem: root.certificatePem,
    async sealKeys(sealId, holder) {
      if (!/^[\w-]{1,60}$/.test(sealId)) throw new Error(`not a seal id: ${sealId}`);
      const keys = asked.get(sealId) ?? keep(join(folder, `seal-${sealId}.json`), () => issue(holder, root));
      asked.set(sealId, keys);
      return { ...(await keys), caCertificatePem: root.certificatePem };
    },
  };
}

async function keep(path: string, make: () => Promise<StoredKeys>): Promise<StoredKeys> {
  const stored = read(path);
  if (stored) return stored;
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(fresh, JSON.stringify(await make()), { mode: 0o600 });
  try {
    // A link fails when another process was first: then its keys count.
    linkSync(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh);
  }
  return read(path)!;
}

function read(path: string): StoredKeys | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as StoredKeys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const keyId = (certificate: Certificate) =>
  createHash('sha1').update(certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView).digest();

/** A new RSA key with a certificate for `name`: self-signed without an issuer, else a seal's signing certificate. */
async function issue(name: string, issuer?: StoredKeys): Promise<StoredKeys> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: positive(randomBytes(16)) });
  certificate.subject = distinguished(name);
  certificate.issuer = issuer ? readCertificate(issuer.certificatePem).subject : certificate.subject;
  certificate.notBefore.value = NOT_BEFORE;
  certificate.notAfter.value = NOT_AFTER;
  await certificate.subjectPublicKeyInfo.importKey(await importPublic(publicKey));
  const parent = issuer ? readCertificate(issuer.certificatePem) : certificate;
  certificate.extensions = [
    extension(OID.basicConstraints, true, new BasicConstraints({ cA: !issuer }).toSchema()),
    // Seal: digitalSignature and nonRepudiation. Root: keyCertSign and cRLSign.
    extension(OID.keyUsage, true, new BitString({ valueHex: new Uint8Array([issuer ? 0xc0 : 0x06]).buffer, unusedBits: issuer ? 6 : 1 })),
    extension(OID.subjectKeyId, false, new OctetString({ valueHex: exact(keyId(certificate)) })),
    extension(
      OID.authorityKeyId,
      false,
      new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: exact(keyId(parent)) }) }).toSchema(),
    ),
    ...(issuer
      ? [extension(OID.extendedKeyUsage, false, new ExtKeyUsage({ keyPurposes: [OID.emailProtection, OID.documentSigning] }).toSchema())]
      : []),
  ];
  await certificate.sign(await importPrivate(issuer?.privateKeyPem ?? privateKey), 'SHA-256');
  return { privateKeyPem: privateKey, certificatePem: pem('CERTIFICATE', certificate.toSchema(true).toBER()) };
}

const exact = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const positive = (bytes: Buffer): ArrayBuffer => {
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return exact(bytes);
};
const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
  new Extension({ extnID, critical, extnValue: value.toBER() });
// Written by hand: pkijs would put all parts into one set, which no certificate does.
const distinguished = (name: string) => {
  const part = (type: string, value: PrintableString | Utf8String) =>
    new AsnSet({ value: [new Sequence({ value: [new ObjectIdentifier({ value: type }), value] })] });
  const parts = [
    part(OID.country, new PrintableString({ value: 'CN' })),
    part(OID.organisation, new Utf8String({ value: name })),
    part(OID.commonName, new Utf8String({ value: name })),
  ];
  return RelativeDistinguishedNames.fromBER(new Sequence({ value: parts }).toBER());
};

/**
 * Signs a SHA-256 digest (64 hex digits) as a detached CMS in DER, PAdES baseline B: content type, message digest and signing
 * certificate v2 are signed.
 * No signing time inside: PAdES keeps it in the PDF, under the same signature.
 */
export async function signDigest(digestSha256: string, keys: SealKeys): Promise<Buffer> {
  if (!/^[0-9a-f]{64}$/i.test(digestSha256)) throw new Error('not a SHA-256 digest in hex');
  const certificate = readCertificate(keys.certificatePem);
  const certificateHash = createHash('sha256').update(new X509Certificate(keys.certificatePem).raw).digest();
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [new OctetString({ valueHex: exact(Buffer.from(digestSha256, 'hex')) })] }),
    // ESSCertIDv2 with its default hash, SHA-256, left out as DER asks.
    new Attribute({
      type: OID.signingCertificateV2,
      values: [
        new Sequence({
          value: [new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: exact(certificateHash) })] })] })],
        }),
      ],
    }),
  ];
  // DER orders a set by its encodings; a verifier that encodes again must get the same bytes.
  const ordered = attributes
    .map((attribute) => ({ attribute, der: Buffer.from(attribute.toSchema().toBER()) }))
    .sort((a, b) => Buffer.compare(a.der, b.der));
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [certificate, readCertificate(keys.caCertificatePem)],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: ordered.map(({ attribute }) => attribute) }),
      }),
    ],
  });
  await signed.sign(await importPrivate(keys.privateKeyPem), 0, 'SHA-256');
  return Buffer.from(new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) }).toSchema().toBER());
}
