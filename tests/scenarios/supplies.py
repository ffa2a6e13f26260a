"""A template with a table and a file, for stories about forms that not every card can hold."""

from __future__ import annotations

_HEAD = """
id: supply
prefix: SU
name: {zh: 物料领用, en: Supplies}
about: {zh: 领物料, en: Supplies}
title: "{use}"
fields:
  - {id: use, label: {zh: 用途, en: use}, required: true}
"""
_TABLE = """
  - id: items
    type: table
    label: {zh: 明细, en: items}
    required: true
    columns:
      - {id: item, label: {zh: 物品, en: item}, required: true}
      - {id: price, type: money, label: {zh: 单价, en: price}}
"""
_STEPS = """
  - {id: quote, type: file, label: {zh: 报价单, en: quote}}
steps:
  - {id: head, kind: approval, name: {zh: 审批, en: Approval}, who: [{manager_of: starter}], due: 1d}
  - {id: buy, kind: task, name: {zh: 采购, en: Buy}, who: [{person: he.ping}], due: 1d, files: required}
  - {id: check, kind: approval, name: {zh: 验收, en: Check}, who: [{person: li.na}], due: 1d}
"""
WITH_A_TABLE = _HEAD.rstrip() + _TABLE.rstrip() + _STEPS
WITH_A_FILE = _HEAD.rstrip() + _STEPS
