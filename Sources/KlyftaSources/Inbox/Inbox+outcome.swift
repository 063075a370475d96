import Foundation
import Glibc
import KlyftaModel

/// What becomes of files: moved when their figures are stored, noted when they are refused.
extension Inbox {
    /// Moves files to `accepted/`, each under the time, its place among them, its hash and its name. To be called when
    /// their figures are stored, and not before.
    ///
    /// In the order in which they were read: after a crash in between, those that are left come behind those that
    /// moved, as before.
    /// - Returns: the faults; the files they concern stay, and are read again.
    public func accept(_ files: [InboxFile], at time: CommitTime) -> [SourceFault] {
        guard !files.isEmpty else { return [] }
        let folder = "\(directory)/\(Self.accepted)"
        let stamp = time.description.filter { $0.isNumber || $0 == "T" }
        mkdir(folder, 0o750)
        var faults: [SourceFault] = []
        for (index, file) in files.enumerated() {
            // A name comes from a child process: it must not lead elsewhere.
            guard !file.name.contains("/"), !file.name.hasPrefix("."),
                let content = try? RegularFile(at: "\(directory)/\(file.name)"), content.digest == file.digest
            else {
                faults.append(
                    fault(file, "it changed or went after it was read, and is not moved", "It is read again."))
                continue
            }
            let number = String(1_001 + index).dropFirst()
            let place = "\(folder)/\(stamp)-\(number)-\(file.digest.prefix(12))-\(file.name)"
            guard rename("\(directory)/\(file.name)", place) == 0 else {
                faults.append(
                    fault(
                        file, "it cannot be moved to \(Self.accepted)/ (\(String(cString: strerror(errno))))",
                        "Let the user that runs klyfta write there. Its figures are stored; it is read again."))
                continue
            }
            unlink(note(on: file))
        }
        for folder in [folder, directory] {
            let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            fsync(descriptor)
            close(descriptor)
        }
        return faults
    }

    /// Writes a note beside each of some files. Whoever dropped a file finds it; the file is not read again until it
    /// changes.
    public func refuse(_ files: [InboxFile], because fault: any Fault) {
        for file in files where !file.name.contains("/") {
            let text = """
                \(file.name) was not taken.

                Where:   \(fault.place)
                What:    \(fault.problem)
                To do:   \(fault.remedy)

                It is read again when it changes, or when this note is removed.
                sha256:\(file.digest)

                """
            let draft = "\(directory)/.\(file.name).note.new"
            unlink(draft)
            let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { continue }
            let bytes = Array(text.utf8)
            let count = write(descriptor, bytes, bytes.count)
            close(descriptor)
            if count == bytes.count { rename(draft, note(on: file)) } else { unlink(draft) }
        }
    }

    /// The names of files that lie there refused, in order.
    public func refused() -> [String] {
        let names = (try? Self.names(in: directory, mayLack: true)) ?? []
        return names.filter { $0.hasSuffix(Self.noteSuffix) }.map { String($0.dropLast(Self.noteSuffix.count)) }
            .filter(names.contains)
    }

    /// Whether a note on just this content lies beside it.
    func isRefused(_ file: InboxFile) -> Bool {
        guard let note = try? RegularFile(at: note(on: file)) else { return false }
        return String(decoding: note.bytes, as: UTF8.self).contains("\nsha256:\(file.digest)\n")
    }

    private func note(on file: InboxFile) -> String { "\(directory)/\(file.name)\(Self.noteSuffix)" }

    private func fault(_ file: InboxFile, _ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "\(directory)/\(file.name)", problem, remedy: remedy)
    }
}
