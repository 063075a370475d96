import Glibc
import KlyftaModel

/// A table at a path.
extension MappedSource {
    /// The file itself, or the newest of a directory's files in the format.
    func newest(at path: String) throws(SourceFault) -> String {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return path }
        var newest: (changed: Int, nanoseconds: Int, path: String)?
        for name in try Inbox.names(in: path, mayLack: false) where !name.hasPrefix(".") {
            guard (mapping.format.extensions + ["zip"]).contains(where: { name.lowercased().hasSuffix(".\($0)") }),
                lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG
            else { continue }
            let file = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec, "\(path)/\(name)")
            if newest.map({ $0 < file }) ?? true { newest = file }
        }
        guard let newest else {
            throw SourceFault(
                at: path, "there is no file in it",
                remedy:
                    "Put one there whose name ends in \(mapping.format.extensions.map { ".\($0)" }.joined(separator: ", "))."
            )
        }
        return newest.path
    }

    func bytes(of file: String) throws(SourceFault) -> [UInt8] {
        do {
            return try RegularFile(at: file, followsLinks: true).bytes
        } catch {
            switch error {
            case .missing:
                throw SourceFault(at: file, "there is no such file", remedy: "Put it there, or correct 'path'.")
            case .unsettled:
                throw SourceFault(at: file, "it is being written", remedy: "It is read again in an hour.")
            case .unusable(let problem):
                throw SourceFault(at: file, problem, remedy: "Put an ordinary file there, or correct 'path'.")
            }
        }
    }
}
