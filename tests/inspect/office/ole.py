"""Compound files (OLE), the least that is one: a directory with streams in its root."""
import struct

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams):
    """streams: name -> bytes. Short ones go into the small sectors, as they must."""
    chains, sectors, small, small_table = [], [], b'', []

    def put(data):
        first = len(sectors)
        for i in range(0, max(len(data), 1), 512):
            sectors.append(data[i:i + 512].ljust(512, b'\0'))
            chains.append(len(sectors))
        chains[-1] = END
        return first
    entries = []
    for name, data in streams.items():
        if len(data) < 4096:
            start = len(small_table)
            count = max((len(data) + 63) // 64, 1)
            small_table += list(range(start + 1, start + count)) + [END]
            small += data.ljust(count * 64, b'\0')
        else:
            start = put(data)
        entries.append((name, 2, start, len(data)))
    root_start = put(small) if small else END
    small_start = put(struct.pack('<%dI' % len(small_table), *small_table).ljust(512, b'\xff')) if small else END

    def entry(name, kind, start, size, child=FREE, right=FREE):
        wide = name.encode('utf-16-le') + b'\0\0'
        return (wide.ljust(64, b'\0') + struct.pack('<HBBIII', len(wide), kind, 1, FREE, right, child) + b'\0' * 36 +
                struct.pack('<IQ', start & 0xFFFFFFFF, size))
    directory = entry('Root Entry', 5, root_start, len(small), child=1 if entries else FREE)
    for i, e in enumerate(entries, 1):
        directory += entry(*e, right=i + 1 if i < len(entries) else FREE)
    directory_start = put(directory.ljust((len(directory) + 511) // 512 * 512, b'\0'))
    table_at = len(sectors)
    chains.append(TABLE)
    table = struct.pack('<%dI' % len(chains), *chains).ljust(512, b'\xff')
    assert len(chains) <= 128
    head = (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 16 + struct.pack('<HHHHH', 0x3E, 3, 0xFFFE, 9, 6) + b'\0' * 6 +
            struct.pack('<IIIIIIIII', 0, 1, directory_start, 0, 4096, small_start, 1 if small else 0, END, 0) +
            struct.pack('<I', table_at) + b'\xff' * (108 * 4))
    return head + b''.join(sectors) + table


def native(name, data):
    """An object that is a file of any kind."""
    label = name.encode('cp932') + b'\0'
    path = b'C:\\Users\\kawada\\' + label
    body = (b'\2\0' + label + path + b'\0\0\3\0' + struct.pack('<I', len(path)) + path + struct.pack('<I', len(data)) + data)
    return compound({'\1Ole10Native': struct.pack('<I', len(body)) + body})


def properties(author):
    """The stream of a file's properties, with its author only."""
    text = author.encode('cp932') + b'\0'
    text = text.ljust((len(text) + 3) // 4 * 4, b'\0')
    page = struct.pack('<II', 2, 932)
    value = struct.pack('<II', 30, len(author.encode('cp932')) + 1) + text
    section = struct.pack('<IIIIII', 24 + len(page) + len(value), 2, 1, 24, 4, 24 + len(page)) + page + value
    return struct.pack('<HHI', 0xFFFE, 0, 0) + b'\0' * 16 + struct.pack('<I', 1) + b'\0' * 16 + struct.pack('<I', 48) + section
