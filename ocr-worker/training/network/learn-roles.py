"""Teaches a network what the lines of a receipt are for, and what their letters are part of.

  learn-roles.py learn WORK --train DIR --held-out DIR... --minutes M      stopped, it goes on from its last save
                            [--begin MODEL.onnx]                           begins with a network that has learned before
  learn-roles.py finish WORK OUT                                            the model as the reader takes it

The data is what draw-receipts.ts writes: letters, places, boxes, roles and tags; no picture.
"""

import argparse
import json
import math
import pathlib
import random
import time

import numpy
import torch
from torch import nn

LETTERS = 48
SHAPE = 9
LETTER_CLASSES_BEYOND = 6  # none, and five kinds of unknown letters
PAD = 2
# Lines that a line's context reaches, doubled each time: 15 above and 15 below in all.
DILATIONS = [1, 2, 4, 8]
BATCH = 16
TAG_WEIGHT = 2.0
MEASURED = 120


class Roles(nn.Module):
    """Letters → convolutions → dilated convolutions over the lines; a role for each line, a tag for each letter."""

    def __init__(self, letters, roles, tags, size):
        super().__init__()
        embedded, first, second, third, hidden = size
        self.letters = nn.Embedding(letters, embedded, padding_idx=0)
        self.first = nn.Conv1d(embedded + 2, first, 5, padding=2)
        self.second = nn.Conv1d(first, second, 3, padding=1)
        self.line = nn.Linear(2 * second + SHAPE, hidden)
        self.around = nn.ModuleList(nn.Conv1d(hidden, hidden, 3, padding=d, dilation=d) for d in DILATIONS)
        self.mixed = nn.ModuleList(nn.Conv1d(hidden, hidden, 1) for _ in DILATIONS)
        self.role = nn.Linear(2 * hidden, roles)
        self.beside = nn.Linear(2 * hidden, third)
        self.third = nn.Conv1d(second, third, 3, padding=1)
        self.tag = nn.Conv1d(third, tags, 1)

    def read(self, letters, places, known):
        """Of letters in a row (1 × T, or lines × LETTERS): their features, channels last but one."""
        step = torch.nn.functional.pad(places[:, 1:] - places[:, :-1], (1, 0)) * known
        x = torch.cat([self.letters(letters), places.unsqueeze(-1) * known.unsqueeze(-1), 8 * step.clamp(0, 0.5).unsqueeze(-1)], -1)
        x = torch.relu(self.first(x.transpose(1, 2))) * known.unsqueeze(1)
        return torch.relu(self.second(x)) * known.unsqueeze(1)

    def lines(self, padded, count, shapes):
        """`padded`: lines × LETTERS × channels, zero where there is no letter."""
        pooled = torch.cat([padded.max(1).values, padded.sum(1) / count.clamp(min=1).unsqueeze(-1), shapes], -1)
        return torch.relu(self.line(pooled))

    def context(self, lines, there):
        """receipts × channels × lines; `there` is 0 where a receipt has no more lines."""
        x = lines
        for around, mixed in zip(self.around, self.mixed):
            x = (x + mixed(torch.relu(around(x)))) * there
        return torch.cat([x, lines], 1)

    def forward(self, letters, places, shapes):
        """One receipt, as the product asks: lines × LETTERS, lines × LETTERS, lines × SHAPE."""
        known = (letters > 0).float()
        read = self.read(letters, places, known)
        line = self.lines(read.transpose(1, 2), known.sum(1), shapes)
        context = self.context(line.t().unsqueeze(0), torch.ones(1, 1, 1))[0].t()
        tags = self.tag(torch.relu(self.third(read) + self.beside(context).unsqueeze(-1)))
        return self.role(context).log_softmax(-1), tags.transpose(1, 2).log_softmax(-1)

    def learn(self, batch):
        """Several receipts: letters of all lines in one row, so that none is spent on padding."""
        letters, places, shapes, at, lengths, total = batch
        known = (letters > 0).float()
        read = self.read(letters, places, known)[0].t()
        count = torch.zeros(total)
        lines_of = at // LETTERS
        own = letters[0] > 0
        count.index_add_(0, lines_of, torch.ones(len(at)))
        padded = torch.zeros(total * LETTERS, read.shape[1]).index_copy(0, at, read[own]).view(total, LETTERS, -1)
        line = self.lines(padded, count, shapes)
        split = nn.utils.rnn.pad_sequence(line.split(lengths), batch_first=True)
        there = nn.utils.rnn.pad_sequence([torch.ones(n) for n in lengths], batch_first=True).unsqueeze(1)
        context = self.context(split.transpose(1, 2), there).transpose(1, 2)
        context = torch.cat([context[i, :n] for i, n in enumerate(lengths)])
        third = torch.relu(self.third(read.t().unsqueeze(0))[0].t()[own] + self.beside(context)[lines_of])
        return self.role(context), self.tag(third.t().unsqueeze(0))[0].t()


class Receipts:
    def __init__(self, folders):
        self.receipts = []
        for folder in folders:
            for table in sorted(pathlib.Path(folder).glob('*.json')):
                self.take(table)

    def take(self, table):
        data = numpy.memmap(table.with_suffix('.bin'), numpy.uint8, 'r')
        at = 0
        for n in json.loads(table.read_text())['lengths']:
            self.receipts.append((data, at, n))
            at += n * (LETTERS * 4 + SHAPE * 4 + 1)
        if at != len(data):
            raise SystemExit(f'{table}: {len(data)} bytes, {at} expected')

    def read(self, receipt):
        data, at, n = receipt
        sizes = [2 * LETTERS * n, LETTERS * n, LETTERS * n, 4 * SHAPE * n, n]
        parts = []
        for size in sizes:
            parts.append(numpy.array(data[at : at + size]))
            at += size
        letters = parts[0].view(numpy.uint16).reshape(n, LETTERS).astype(numpy.int64)
        places = parts[1].reshape(n, LETTERS).astype(numpy.float32) / 180 - 0.2
        return letters, places, parts[2].reshape(n, LETTERS).astype(numpy.int64), parts[3].view(numpy.float32).reshape(n, SHAPE), parts[4].astype(numpy.int64)

    def batches(self, seed, size=BATCH):
        """Receipts of about one length together."""
        chance = random.Random(seed)
        receipts = sorted(self.receipts, key=lambda r: r[2] + chance.random() * 6)
        batches = [receipts[i : i + size] for i in range(0, len(receipts), size)]
        chance.shuffle(batches)
        return batches

    def tensors(self, batch):
        read = [self.read(r) for r in batch]
        letters, places, tags, shapes, roles = (numpy.concatenate(x) for x in zip(*read))
        total = len(letters)
        own = letters > 0
        at = numpy.flatnonzero(own.reshape(-1))
        counts = own.sum(1)
        starts = numpy.cumsum(counts + PAD) - counts
        place_in_line = numpy.tile(numpy.arange(LETTERS), (total, 1))[own]
        target = numpy.repeat(starts, counts) + place_in_line
        row = numpy.zeros((1, int(starts[-1] + counts[-1] + PAD)), numpy.int64)
        where = numpy.zeros(row.shape, numpy.float32)
        row[0, target] = letters[own]
        where[0, target] = places[own]
        tensor = torch.from_numpy
        inputs = (tensor(row), tensor(where), tensor(shapes), tensor(at), [r[2] for r in batch], total)
        return inputs, tensor(roles), tensor(tags[own])


@torch.no_grad()
def accuracy(net, receipts):
    """Shares: roles right, tags right, receipts with every role and tag right."""
    net.eval()
    right, seen, tags_right, tags_seen, whole = 0, 0, 0, 0, 0
    for receipt in receipts.receipts[:MEASURED]:
        inputs, roles, tags = receipts.tensors([receipt])
        role, tag = net.learn(inputs)
        a, b = role.argmax(-1) == roles, tag.argmax(-1) == tags
        right, seen = right + a.sum().item(), seen + len(a)
        tags_right, tags_seen = tags_right + b.sum().item(), tags_seen + len(b)
        whole += bool(a.all()) and b.float().mean().item() > 0.995
    net.train()
    return f'roles {right / seen:.2%}, tags {tags_right / tags_seen:.2%}, receipts wholly right {whole / min(MEASURED, len(receipts.receipts)):.1%}'


def begin_with(net, path):
    """Takes the weights of a model that was finished before; its letters, roles and tags must be the same."""
    import onnx
    from onnx import numpy_helper

    told = {t.name.removesuffix('.half'): numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    net.load_state_dict({name: torch.from_numpy(told[name].astype(numpy.float32)) for name in net.state_dict()})


def learn(args):
    work = pathlib.Path(args.work)
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    net = Roles(args.letters + LETTER_CLASSES_BEYOND, args.roles, args.tags, args.size)
    print(f'{sum(p.numel() for p in net.parameters())} weights', flush=True)
    optimiser = torch.optim.AdamW(net.parameters(), lr=args.rate, weight_decay=1e-4)
    saved = work / 'roles.state'
    if args.begin and not saved.exists():
        begin_with(net, args.begin)
    spent, epoch, seen = 0.0, 0, 0
    if saved.exists():
        state = torch.load(saved)
        net.load_state_dict(state['net'])
        optimiser.load_state_dict(state['optimiser'])
        spent, epoch, seen = state['spent'], state['epoch'], state['seen']
    held_out = [(folder, Receipts([folder])) for folder in args.held_out]
    limit = args.minutes * 60
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.01)
    began, told, losses = time.time() - spent, time.time(), []

    def report():
        said = '; '.join(f'{pathlib.Path(f).name}: {accuracy(net, r)}' for f, r in held_out)
        print(f'{spent / 60:.1f} min, {seen} receipts, loss {numpy.mean(losses or [0]):.4f}, {said}', flush=True)
        state = {'net': net.state_dict(), 'optimiser': optimiser.state_dict(), 'spent': spent, 'epoch': epoch, 'seen': seen, 'args': vars(args)}
        torch.save(state, work / 'next.state')
        (work / 'next.state').rename(saved)

    while spent < limit:
        epoch += 1
        receipts = Receipts([args.train])  # shards drawn in the meantime are taken along
        for batch in receipts.batches(epoch):
            spent = time.time() - began
            if spent >= limit:
                break
            for group in optimiser.param_groups:
                group['lr'] = args.rate * min(1, (spent + 5) / 30) * (0.01 + 0.99 * (0.5 + 0.5 * math.cos(math.pi * spent / limit)))
            inputs, roles, tags = receipts.tensors(batch)
            role, tag = net.learn(inputs)
            loss = loss_of(role, roles) + TAG_WEIGHT * loss_of(tag, tags)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            seen += len(batch)
            losses.append(loss.item())
            if time.time() - told > args.every * 60:
                report()
                told, losses = time.time(), []
    report()


def finish(args):
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    state = torch.load(pathlib.Path(args.work) / 'roles.state')
    made = state['args']
    net = Roles(made['letters'] + LETTER_CLASSES_BEYOND, made['roles'], made['tags'], made['size'])
    net.load_state_dict(state['net'])
    net.eval()
    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    path = out / 'line-roles.onnx'
    example = (torch.ones(5, LETTERS, dtype=torch.int64), torch.rand(5, LETTERS), torch.rand(5, SHAPE))
    torch.onnx.export(net, example, path, opset_version=13, input_names=['letters', 'places', 'shapes'], output_names=['roles', 'tags'],
                      dynamic_axes={n: {0: 'lines'} for n in ('letters', 'places', 'shapes', 'roles', 'tags')})
    model = onnx.load(path)
    graph = model.graph
    casts = []
    for tensor in graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.dtype == numpy.float32 and array.size > 64:
            tensor.CopyFrom(numpy_helper.from_array(array.astype(numpy.float16), tensor.name + '.half'))
            casts.append(helper.make_node('Cast', [tensor.name], [tensor.name.removesuffix('.half')], to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    print(f'{path}: {path.stat().st_size} bytes')


def main():
    parser = argparse.ArgumentParser()
    stages = parser.add_subparsers(dest='stage', required=True)
    s = stages.add_parser('learn')
    s.add_argument('work')
    s.add_argument('--train', required=True)
    s.add_argument('--held-out', nargs='+', required=True)
    s.add_argument('--letters', type=int, required=True, help='known letters')
    s.add_argument('--roles', type=int, required=True)
    s.add_argument('--tags', type=int, required=True)
    s.add_argument('--minutes', type=float, required=True)
    s.add_argument('--every', type=float, default=2)
    s.add_argument('--begin')
    s.add_argument('--rate', type=float, default=2e-3)
    s.add_argument('--size', type=int, nargs=5, default=[20, 48, 64, 56, 128])
    last = stages.add_parser('finish')
    last.add_argument('work')
    last.add_argument('out')
    args = parser.parse_args()
    torch.set_num_threads(1)
    finish(args) if args.stage == 'finish' else learn(args)


main()
