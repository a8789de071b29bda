import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import { type Attribute, Certificate, ContentInfo, id_ContentType_SignedData, SignedData, type SignerInfo } from 'pkijs';

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SHA_256 = '2.16.840.1.101.3.4.2.1';
/** RSA and ECDSA, each with SHA-256, and RSA named without its digest as PKCS#7 allows. */
const SIGNATURE_ALGORITHMS = new Set(['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.11', '1.2.840.10045.4.3.2']);

export interface DetachedCms {
  /** DER. */
  cms: Buffer;
  /** PEM of the signer. */
  signerCertificate: string;
  /** 64 hex digits: what must have been signed. */
  digestSha256: string;
  /** PEM; where given, one of them must have issued the signer's certificate. */
  trustedIssuers?: readonly string[];
}

/**
 * Whether a detached PKCS#7 is a signature, by this certificate, over this digest: its messageDigest attribute equals the digest, the
 * signature over its attributes verifies, and the certificate is in date and of a trusted issuer.
 * Returns undefined when all of that holds, otherwise what is wrong in one word.
 */
export function checkDetachedCms({ cms, signerCertificate, digestSha256, trustedIssuers }: DetachedCms): string | undefined {
  const signed = parse(cms);
  const signer = signed?.signerInfos[0];
  if (signed === undefined || signer === undefined || signed.signerInfos.length !== 1) return 'NOT_CMS';
  if (signed.encapContentInfo.eContent !== undefined) return 'NOT_DETACHED';
  if (signer.digestAlgorithm.algorithmId !== SHA_256 || !SIGNATURE_ALGORITHMS.has(signer.signatureAlgorithm.algorithmId))
    return 'ALGORITHM';
  if (attributeDigest(signer)?.toString('hex') !== digestSha256) return 'DIGEST';
  const certificate = readCertificate(signerCertificate);
  if (certificate === undefined || !carries(signed, certificate)) return 'CERTIFICATE';
  const now = Date.now();
  if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo)) return 'CERTIFICATE_DATE';
  const attributes = Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
  if (!verify('sha256', attributes, certificate.publicKey, Buffer.from(signer.signature.valueBlock.valueHexView))) return 'SIGNATURE';
  if (trustedIssuers !== undefined && !trustedIssuers.some((pem) => issuedBy(certificate, pem))) return 'ISSUER';
  return undefined;
}

function parse(cms: Buffer): SignedData | undefined {
  try {
    const content = ContentInfo.fromBER(new Uint8Array(cms));
    return content.contentType === id_ContentType_SignedData ? new SignedData({ schema: content.content }) : undefined;
  } catch {
    return undefined;
  }
}

function attributeDigest(signer: SignerInfo): Buffer | undefined {
  const attribute = signer.signedAttrs?.attributes.find((each: Attribute) => each.type === MESSAGE_DIGEST);
  const value: unknown = attribute?.values[0];
  return value instanceof asn1.OctetString ? Buffer.from(value.valueBlock.valueHexView) : undefined;
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** A PDF reader finds the signer's certificate inside the CMS, so it must be there. */
function carries(signed: SignedData, certificate: X509Certificate): boolean {
  return (signed.certificates ?? []).some(
    (each) => each instanceof Certificate && Buffer.from(each.toSchema().toBER()).equals(certificate.raw),
  );
}

function issuedBy(certificate: X509Certificate, issuerPem: string): boolean {
  const issuer = readCertificate(issuerPem);
  return issuer !== undefined && certificate.checkIssued(issuer) && certificate.verify(createPublicKey(issuerPem));
}
