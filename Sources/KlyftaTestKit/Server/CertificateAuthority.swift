import Foundation

/// An authority that vouches for names, made by a test with `openssl`.
public struct CertificateAuthority {
    /// Its own certificate, which those have who trust it.
    public var certificate: String { "\(folder)/\(name).pem" }
    private let name: String
    private let folder: String

    /// Makes one, with its files in a folder.
    /// - Throws: ``ChildProcess/CannotStart``.
    public init(_ name: String, in folder: String) throws {
        (self.name, self.folder) = (name, folder)
        try ChildProcess.run(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "1", "-subj", "/CN=\(name)", "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem")
    }

    /// Makes a key and a certificate `HOST.pem` for a host.
    /// - Throws: ``ChildProcess/CannotStart``.
    public func certify(_ host: String) throws {
        let path = "\(folder)/\(host)"
        try ChildProcess.run(
            "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
            "/CN=\(host)", "-addext", "subjectAltName=DNS:\(host)", "-keyout", "\(path).key", "-out", "\(path).csr")
        try ChildProcess.run(
            "openssl", "x509", "-req", "-in", "\(path).csr", "-CA", certificate, "-CAkey", "\(folder)/\(name).key",
            "-CAcreateserial", "-copy_extensions", "copy", "-days", "1", "-out", "\(path).pem")
    }
}
