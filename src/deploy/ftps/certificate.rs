//! Whether the certificate of a server is the one that is expected: by the authorities that this
//! computer trusts, or by its SHA-256 fingerprint where one is given. Shared hosts often have
//! certificates of their own making, or of another name.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, bail};
use rustls_platform_verifier::Verifier;
use sha2::{Digest as _, Sha256};
use suppaftp::rustls::client::danger::{
    HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
};
use suppaftp::rustls::crypto::{
    CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature,
};
use suppaftp::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use suppaftp::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    SupportedProtocolVersion,
};

/// The SHA-256 hash of a certificate (DER).
type Fingerprint = [u8; 32];

/// What is asked of the certificate of a server, and the one that was refused.
#[derive(Debug)]
pub(super) struct Certificate {
    provider: Arc<CryptoProvider>,
    authorities: Verifier,
    expected: Option<Fingerprint>,
    refused: Mutex<Option<Fingerprint>>,
}

impl Certificate {
    /// `expected` is the fingerprint as `openssl x509 -fingerprint -sha256` prints it, with or
    /// without its colons and the words before it.
    ///
    /// # Errors
    /// When it is not a fingerprint, or the authorities of this computer cannot be read.
    pub(super) fn new(expected: Option<&str>) -> Result<Arc<Self>> {
        let provider = Arc::new(ring::default_provider());
        Ok(Arc::new(Self {
            authorities: Verifier::new(Arc::clone(&provider))?,
            provider,
            expected: expected.map(fingerprint).transpose()?,
            refused: Mutex::default(),
        }))
    }

    /// The settings of connections of one version of TLS to servers with that certificate.
    ///
    /// # Errors
    /// When the library does not have that version.
    pub(super) fn connections(
        self: &Arc<Self>,
        version: &'static SupportedProtocolVersion,
    ) -> Result<Arc<ClientConfig>> {
        let builder = ClientConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_protocol_versions(&[version])?;
        let verifier = Arc::clone(self) as Arc<dyn ServerCertVerifier>;
        let builder = builder
            .dangerous()
            .with_custom_certificate_verifier(verifier);
        Ok(Arc::new(builder.with_no_client_auth()))
    }

    /// The fingerprint of the certificate that was refused last, as it is typed.
    pub(super) fn refused(&self) -> Option<String> {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.as_ref().map(written)
    }
}

impl ServerCertVerifier for Certificate {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let found: Fingerprint = Sha256::digest(end_entity).into();
        let verified = match self.expected {
            Some(expected) if expected == found => Ok(ServerCertVerified::assertion()),
            Some(_) => Err(CertificateError::ApplicationVerificationFailure.into()),
            None => self.authorities.verify_server_cert(
                end_entity,
                intermediates,
                server_name,
                ocsp_response,
                now,
            ),
        };
        if verified.is_err() {
            *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        }
        verified
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, cert, dss, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, cert, dss, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let known = &self.provider.signature_verification_algorithms;
        known.supported_schemes()
    }
}

/// A fingerprint, as it is typed: `sha256 Fingerprint=AB:CD:…` or `abcd…`.
fn fingerprint(text: &str) -> Result<Fingerprint> {
    let digits = text.rsplit(['=', ' ']).next().unwrap_or_default();
    let digits: Vec<u32> = (digits.chars().filter(|c| *c != ':'))
        .map_while(|c| c.to_digit(16))
        .collect();
    let bytes: Vec<u8> = (digits.chunks_exact(2))
        .filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok())
        .collect();
    match Fingerprint::try_from(bytes) {
        Ok(fingerprint) if digits.len() == 64 => Ok(fingerprint),
        _ => bail!(
            "“{text}” is not the SHA-256 fingerprint of a certificate; write its 64 digits: \
             AB:CD:… · không phải dấu vân tay SHA-256 của chứng thư; hãy ghi đủ 64 chữ số: AB:CD:…"
        ),
    }
}

/// A fingerprint, as it is shown.
fn written(fingerprint: &Fingerprint) -> String {
    let mut text = String::new();
    for (index, byte) in fingerprint.iter().enumerate() {
        let mark = if index == 0 { "" } else { ":" };
        let _ = write!(text, "{mark}{byte:02X}"); // a String takes all
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_read_as_they_are_shown() {
        let expected: Fingerprint = Sha256::digest(b"a certificate").into();
        let shown = written(&expected);
        let plain = shown.replace(':', "").to_lowercase();
        for typed in [&shown, &plain, &format!("sha256 Fingerprint={shown}")] {
            assert_eq!(fingerprint(typed).unwrap(), expected, "{typed}");
        }
        for wrong in [
            "",
            "AB:CD",
            &shown[3..],
            &format!("{shown}:00"),
            "ssh-ed25519 AAAA",
        ] {
            assert!(fingerprint(wrong).is_err(), "{wrong}");
        }
    }
}
