"""Teaches a published line recogniser (ONNX, CTC) the print of tills.

  learn.py begin MODEL.onnx DICTIONARY.txt WORK     new symbols take the places of letters that no till prints
  learn.py heads WORK --train DIR... --held-out DIR --minutes M
                                                     the upper part alone, on features of the lower part (extract-features.ts)
  learn.py whole WORK --train DIR... --held-out DIR --minutes M
                                                     every weight, on the lines themselves
  learn.py hard WORK --train DIR... --held-out DIR --minutes M
                                                     again, at a lower rate, on lines most of which are hard to read
  learn.py finish WORK OUT                          the model as the reader takes it
Stopped at any point, a stage goes on from its last save. What was learned lies in WORK/till-lines.onnx.
"""

import argparse
import math
import os
import pathlib
import random
import time

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from network import Network, fold_batch_norms, needed

HEIGHT = 48
# The lower part ends where a line has become a row of features: 512 numbers for every 8 pixels of its width.
FEATURES = 'p2o.AveragePool.1'
PIXELS_A_STEP = 8
WIDTH_STEP = 32
NEW = '¥※★◆◇□●○〒@<>【】《》~|{}\\^△▲▽▼⇒←♪①②③④⑤⑥ヲ'
BLANK = 0


def begin(args):
    work = pathlib.Path(args.work)
    work.mkdir(parents=True, exist_ok=True)
    letters = pathlib.Path(args.dictionary).read_text('utf8').replace('\r', '').split('\n')
    letters = letters[:-1] if letters[-1] == '' else letters
    spare = [i for i, c in enumerate(letters) if c.isalpha() and ord(c) in range(0xC0, 0x250)]
    spare += [i for i, c in enumerate(letters) if 0x391 <= ord(c) <= 0x4FF]
    new = [] if args.as_it_is else [c for c in NEW if c not in letters]
    if len(new) > len(spare):
        raise SystemExit(f'{len(new)} new symbols, {len(spare)} places')
    for place, symbol in zip(spare, new):
        letters[place] = symbol
    (work / 'till-lines.txt').write_text('\n'.join(letters) + '\n', 'utf8')
    model = fold_batch_norms(onnx.load(args.model))
    onnx.save(model, work / 'till-lines.onnx')
    if not args.as_it_is:
        save_lower_part(model, work / 'features.onnx')


def save_lower_part(model, path):
    """The graph up to FEATURES, which it answers in half precision."""
    part = onnx.ModelProto()
    part.CopyFrom(model)
    graph = part.graph
    constants = [n for n in graph.node if n.op_type == 'Constant']
    way = needed([n for n in graph.node if n.op_type != 'Constant'], graph.input[0].name, FEATURES)
    used = {name for node in way for name in node.input}
    tensors = [t for t in graph.initializer if t.name in used]
    nodes = [n for n in constants if n.output[0] in used] + way
    nodes.append(helper.make_node('Cast', [FEATURES], ['features'], to=TensorProto.FLOAT16))
    out = helper.make_tensor_value_info('features', TensorProto.FLOAT16, None)
    onnx.save(helper.make_model(helper.make_graph(nodes, 'lower', [graph.input[0]], [out], tensors), opset_imports=part.opset_import), path)


class Lines:
    """Shards of drawn lines: pixels, or the features of them, and labels as class numbers."""

    def __init__(self, folders, letters, features):
        self.features = features
        classes = {c: i + 1 for i, c in reversed(list(enumerate(letters)))}
        classes[' '] = len(letters) + 1
        self.lines = []
        self.unknown = 0
        for folder in folders:
            for table in sorted(pathlib.Path(folder).glob('*.tsv')):
                store = table.with_suffix('.features' if features else '.bin')
                if store.exists():
                    self.take(table, store, classes)

    def take(self, table, store, classes):
        data = numpy.memmap(store, numpy.float16 if self.features else numpy.uint8, 'r')
        at = 0
        for row in table.read_text('utf8').rstrip('\n').split('\n'):
            width, label = row.split('\t')
            width, padded = int(width), padded_width(int(width))
            size = padded // PIXELS_A_STEP * 512 if self.features else width * HEIGHT
            known = all(c in classes for c in label)
            self.unknown += not known
            if known and padded <= 1024:
                self.lines.append((padded, width, data, at, size, [classes[c] for c in label]))
            at += size
        if at != len(data):
            raise SystemExit(f'{store}: {len(data)} numbers, {at} expected')

    def batches(self, pixels, seed=None):
        """Lists of lines of one width, about `pixels` wide together; the same order for the same seed."""
        chance = random.Random(seed)
        by_width = {}
        for line in self.lines:
            by_width.setdefault(line[0], []).append(line)
        batches = []
        for padded, lines in by_width.items():
            chance.shuffle(lines)
            size = max(1, pixels // padded)
            batches += [lines[i : i + size] for i in range(0, len(lines), size)]
        chance.shuffle(batches)
        return batches

    def tensor(self, batch):
        padded = batch[0][0]
        if self.features:
            steps = padded // PIXELS_A_STEP
            rows = [numpy.asarray(d[at : at + size], numpy.float32).reshape(512, 1, steps) for _, _, d, at, size, _ in batch]
            return torch.from_numpy(numpy.stack(rows))
        x = numpy.ones((len(batch), 1, HEIGHT, padded), numpy.float32)
        for i, (_, width, d, at, size, _) in enumerate(batch):
            x[i, 0, :, :width] = numpy.asarray(d[at : at + size], numpy.float32).reshape(HEIGHT, width) / 127.5 - 1
        return torch.from_numpy(x).expand(-1, 3, -1, -1)


def padded_width(width):
    return math.ceil(width / WIDTH_STEP) * WIDTH_STEP


def read(logits):
    """Greedy: the best class of every step, repeats and blanks dropped."""
    texts = []
    for row in logits.argmax(-1).tolist():
        texts.append([c for i, c in enumerate(row) if c != BLANK and (i == 0 or row[i - 1] != c)])
    return texts


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        last, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            last, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, last + (x != y))
    return row[-1]


@torch.no_grad()
def errors(network, lines, pixels):
    """Share of characters wrong, and of lines not wholly right."""
    wrong = characters = lines_wrong = count = 0
    for batch in lines.batches(pixels, seed=0):
        for text, line in zip(read(network(lines.tensor(batch))), batch):
            d = distance(text, line[5])
            wrong += d
            characters += len(line[5])
            lines_wrong += d > 0
            count += 1
    return wrong / characters, lines_wrong / count


def learn(args, stage, features, rate, pixels):
    work = pathlib.Path(args.work)
    torch.manual_seed(1)
    letters = (work / 'till-lines.txt').read_text('utf8').split('\n')[:-1]
    network = Network(onnx.load(work / 'till-lines.onnx'), FEATURES if features else None)
    in_use = {network.keys[name] for _, inputs, _, _ in network.nodes for name in inputs if name in network.keys}
    weights = [w for key, w in network.weights.items() if key in in_use]
    optimiser = torch.optim.AdamW(weights, lr=rate, weight_decay=1e-4)
    held_out = Lines([args.held_out], letters, features)
    saved = work / f'{stage}.state'
    spent, epoch = 0.0, 0
    if saved.exists():
        state = torch.load(saved)
        network.load_state_dict(state['network'])
        optimiser.load_state_dict(state['optimiser'])
        spent, epoch = state['spent'], state['epoch']
    loss_of = torch.nn.CTCLoss(blank=BLANK, zero_infinity=True)
    limit = args.minutes * 60
    print(f'{stage}: held out {report(errors(network, held_out, pixels))}', flush=True)
    began, told, seen, sums = time.time() - spent, time.time(), 0, []
    while spent < limit:
        epoch += 1
        lines = Lines(args.train, letters, features)  # shards drawn in the meantime are taken along
        print(f'epoch {epoch}: {len(lines.lines)} lines, {lines.unknown} with unknown letters', flush=True)
        for batch in lines.batches(pixels, seed=epoch):
            spent = time.time() - began
            if spent >= limit:
                break
            for group in optimiser.param_groups:
                group['lr'] = rate * min(1, (spent + 20) / 80) * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * spent / limit)))
            # Half the time where the processor knows the type, and as good: weights and losses stay as they are.
            with torch.autocast('cpu', dtype=torch.bfloat16, enabled=not features):
                logits = network(lines.tensor(batch))
            logits = logits.float().log_softmax(-1).transpose(0, 1)
            lengths = torch.full((len(batch),), logits.shape[0], dtype=torch.long)
            targets = torch.tensor([c for line in batch for c in line[5]], dtype=torch.long)
            loss = loss_of(logits, targets, lengths, torch.tensor([len(line[5]) for line in batch]))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 5.0)
            optimiser.step()
            seen += len(batch)
            sums.append(loss.item())
            if time.time() - told > args.every * 60:
                told = time.time()
                said = report(errors(network, held_out, pixels))
                print(f'{spent / 60:.1f} min, {seen} lines, loss {numpy.mean(sums):.3f}, held out {said}', flush=True)
                sums = []
                save(network, optimiser, work, saved, spent, epoch)
    print(f'{stage}: done, held out {report(errors(network, held_out, pixels))}', flush=True)
    save(network, optimiser, work, saved, spent, epoch)


def save(network, optimiser, work, saved, spent, epoch):
    torch.save({'network': network.state_dict(), 'optimiser': optimiser.state_dict(), 'spent': spent, 'epoch': epoch}, saved)
    onnx.save(network.learned(), work / 'next.onnx')
    os.replace(work / 'next.onnx', work / 'till-lines.onnx')


def finish(args):
    """OUT/till-lines.onnx answers the four likeliest classes of every step; its weights are stored in half precision."""
    work, out = pathlib.Path(args.work), pathlib.Path(args.out)
    model = onnx.load(work / 'till-lines.onnx')
    graph = model.graph
    chances = graph.output[0].name
    graph.initializer.append(numpy_helper.from_array(numpy.array([4], numpy.int64), 'likeliest'))
    graph.node.append(helper.make_node('TopK', [chances, 'likeliest'], ['chances', 'classes'], axis=-1))
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info('chances', TensorProto.FLOAT, ['lines', 'steps', 4]))
    graph.output.append(helper.make_tensor_value_info('classes', TensorProto.INT64, ['lines', 'steps', 4]))
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
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, out / 'till-lines.onnx')
    (out / 'till-lines.txt').write_text((work / 'till-lines.txt').read_text('utf8'), 'utf8')


def report(error):
    return f'characters {error[0]:.2%} wrong, lines {error[1]:.2%} not wholly right'


def main():
    parser = argparse.ArgumentParser()
    stages = parser.add_subparsers(dest='stage', required=True)
    first = stages.add_parser('begin')
    first.add_argument('model')
    first.add_argument('dictionary')
    first.add_argument('work')
    first.add_argument('--as-it-is', action='store_true', help='no new symbols')
    last = stages.add_parser('finish')
    last.add_argument('work')
    last.add_argument('out')
    for stage in ('heads', 'whole', 'hard'):
        s = stages.add_parser(stage)
        s.add_argument('work')
        s.add_argument('--train', nargs='+', required=True)
        s.add_argument('--held-out', required=True)
        s.add_argument('--minutes', type=float, required=True)
        s.add_argument('--every', type=float, default=2)
        s.add_argument('--rate', type=float)
        s.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    if args.stage == 'begin':
        return begin(args)
    if args.stage == 'finish':
        return finish(args)
    torch.set_num_threads(args.threads)
    if args.stage == 'heads':
        learn(args, 'heads', True, args.rate or 1e-3, 8192)
    else:
        learn(args, args.stage, False, args.rate or (2e-4 if args.stage == 'whole' else 1.5e-4), 4096)


main()
