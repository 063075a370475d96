import Glibc
import KlyftaModel
import SystemdKit

/// A secret, by where it is kept: in a credential of systemd, or in a file that only its owner and group may read.
///
/// It is read anew for each use, so that a rotated secret needs no restart, and is never part of a message, a log or a
/// fault: what cannot be printed cannot leak.
package struct Secret: Hashable, Sendable, CustomStringConvertible {
    /// Where it is kept.
    package enum Place: Hashable, Sendable {
        /// A file in `$CREDENTIALS_DIRECTORY`.
        case credential(String)
        /// A file anywhere.
        case file(String)
    }

    /// Where it is kept.
    package let place: Place

    package init(_ place: Place) {
        self.place = place
    }

    /// Its place, never itself.
    package var description: String {
        switch place {
        case .credential(let name): "credential \(name)"
        case .file(let path): path
        }
    }

    /// The secret, without the line end that editors leave.
    /// - Throws: ``DeliveryFault`` if it cannot be read, or if everybody can read it.
    package func text(from credentials: Credentials = Credentials()) throws(DeliveryFault) -> String {
        switch place {
        case .file(let path): return try oneLine(try read(path))
        case .credential(let name):
            do {
                return try oneLine(try credentials.text(named: name))
            } catch let error as SystemdError {
                throw fault(error.problem, error.remedy)
            } catch let fault as DeliveryFault {
                throw fault
            } catch {
                throw fault("it cannot be read", "See the message of the unit.")
            }
        }
    }

    private func read(_ path: String) throws(DeliveryFault) -> String {
        // O_NONBLOCK: opening a FIFO would otherwise wait for a writer, for ever.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else {
            throw fault(
                "it cannot be read (\(String(cString: strerror(errno))))",
                "Let the user that runs klyfta read it, or use a credential of systemd.")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw fault("it is not a regular file", "Name the file that holds the secret.")
        }
        guard status.st_mode & 0o007 == 0 else {
            throw fault("everybody on this machine can read it", "chmod 0640 it, and change the secret.")
        }
        var bytes = [UInt8](repeating: 0, count: 4_097)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard (1...4_096).contains(count) else {
            throw fault("it is empty, or no secret of at most 4096 bytes", "Write the secret into it, on one line.")
        }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private func oneLine(_ read: String) throws(DeliveryFault) -> String {
        var text = read
        while text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty, !text.contains(where: \.isNewline) else {
            throw fault("it is not one line", "Write the secret into it, on one line.")
        }
        return text
    }

    private func fault(_ problem: String, _ remedy: String) -> DeliveryFault {
        DeliveryFault(.down(retryAfter: nil), at: description, problem, remedy: remedy)
    }
}
